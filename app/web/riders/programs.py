"""Programs that look at addresses for others: what they call themselves (``User-Agent``), in this one list.

None of them is a rider.  Browsers inside apps are: somebody scans or taps, and Facebook, Instagram, WeChat or a
scanner shows the page.  A program that calls itself as a browser does is not told from one, and need not be.
"""

import re

SPEAKS_OF_ITSELF = (  # whoever names a page about itself, or what it is
    r"https?://",
    r"(?<!cu)bots?(?![a-z0-9])",  # Cubot is a phone
    r"crawl",
    r"spider",
    r"slurp",
)
LINK_PREVIEWS = (
    r"preview",  # Teams and Skype, Snapchat, Microsoft, Google
    r"facebookexternalhit",  # Facebook, Instagram, Messenger; iMessage and Line call themselves so, too
    r"facebot",
    r"facebookcatalog",
    r"meta-external",
    r"^whatsapp/",  # Signal calls itself so, too
    r"^viber/",
    r"slack-",
    r"mattermost",
    r"rocket\.chat",
    r"synapse",  # Matrix
    r"embedly",
    r"iframely",
    r"cardyb",  # Bluesky
    r"mastodon",
    r"pleroma",
    r"misskey",
    r"nextcloud",
    r"vkshare",
    r"flipboard",
    r"tumblr/",
    r"google-pagerenderer",
)
SEARCH_AND_ASSISTANTS = (
    r"google(other|-extended|-inspectiontool|-read-aloud|-safety|-notebooklm|-agent|-cloudvertex|associationservice)",
    r"gemini-deep-research",
    r"(adsbot|mediapartners|feedfetcher|duplexweb|apis|storebot)-google",
    r"google (favicon|web preview|page speed)",
    r"(chatgpt|claude|perplexity|mistralai|cohere|duckassist|youchat|phind)-?(user|agent|ai|web)\b",
    r"oai-searchbot",
    r"anthropic-ai",
    r"bytespider",
    r"ia_archiver",
    r"archive\.org",
    r"applenewsbot|applebot",
    r"yandex(images|metrika|favicons|direct)",
    r"baiduspider",
    r"qwantify",
    r"bingpreview|adidxbot",
    r"diffbot",
    r"amazonadbot|nova ?act",
)
INSPECTION = (
    r"headless",
    r"phantomjs",
    r"puppeteer|playwright|selenium|webdriver|cypress",
    r"lighthouse",
    r"pagespeed",
    r"gtmetrix",
    r"ptst/",  # WebPageTest
    r"pingdom",
    r"monitor",
    r"uptime",
    r"statuscake|site24x7|hetrix|checkly|newrelicpinger|datadog|catchpoint|dynatrace|rigor|freshping",
    r"nagios|check_http|icinga|zabbix|prometheus|blackbox",
    r"kube-probe|healthcheck|health check|googlehc|elb-health",
    r"validator|checklink|linkcheck|link checker|lychee|muffet|axe-|pa11y|wave/",
    r"screaming frog|sitebulb|semrush|ahrefs|nutch|httrack",
    r"nmap|nikto|zgrab|masscan|nuclei|censys|shodan|expanse|sqlmap|wpscan|qualys|nessus|urlscan",
)
LIBRARIES = (
    r"^curl/|libcurl|pycurl",
    r"wget",
    r"python|aiohttp|httpx|urllib|scrapy",
    r"^java/|java-http-client|apache-httpclient|okhttp|jakarta|httpunit|httpclient",
    r"go-http|^go \d|fasthttp|colly",
    r"libwww|lwp::|lwp-|mechanize|winhttp",
    r"node-fetch|^node\b|^axios|^got[ (/]|undici|^bun/|^deno/",
    r"^php|guzzle|symfony",
    r"^ruby|faraday|http\.rb|typhoeus|rest-client",
    r"^dart/|^reqwest|^hyper|^ureq|^rust",
    r"postman|insomnia|httpie|^hoppscotch|^bruno|^xh/",
    r"powershell",
)
PROGRAMS = re.compile(
    "|".join((*SPEAKS_OF_ITSELF, *LINK_PREVIEWS, *SEARCH_AND_ASSISTANTS, *INSPECTION, *LIBRARIES)), re.IGNORECASE
)


def is_program(agent: str) -> bool:
    """Tell whether a ``User-Agent`` is that of a program; who does not say it is one."""
    return not agent.strip() or PROGRAMS.search(agent) is not None

"""Who is a program: what programs and phones call themselves, one table each."""

import pytest

from app.web.riders.programs import is_program

SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
CHROME = "Mozilla/5.0 (Linux; Android 14; {}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0 Mobile Safari/537.36"
PROGRAMS = [
    "",
    " ",
    # search
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    CHROME.format("Nexus 5X Build/MMB29P") + " (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0)",
    "DuckDuckBot/1.1",
    "Mozilla/5.0 (compatible; Yahoo! Slurp)",
    "Mozilla/5.0 (compatible; Baiduspider/2.0)",
    "Mozilla/5.0 (compatible; YandexBot/3.0)",
    "Mozilla/5.0 AppleWebKit/605.1.15 Version/17.4 Safari/605.1.15 (Applebot/0.1)",
    "GoogleOther",
    "Mozilla/5.0 (compatible; Google-InspectionTool/1.0;)",
    "Mozilla/5.0 (compatible; archive.org_bot)",
    # link previews
    "WhatsApp/2.23.20.0",
    "WhatsApp/2.25.1 A",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Slackbot 1.0",
    "Slack-ImgProxy (+https://api.slack.com/robots)",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com",
    "Mozilla/5.0 AppleWebKit/537.36 Chrome/117.0 Safari/537.36 MicrosoftPreview/2.0",
    "TelegramBot (like TwitterBot)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "facebookexternalhit/1.1",
    "meta-externalagent/1.1",
    "meta-externalfetcher/1.1",
    "Twitterbot/1.0",
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient)",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1"
    " Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",  # iMessage
    "facebookexternalhit/1.1;line-poker/1.0",
    "Viber/13.3.0.4",
    "Snap URL Preview Service; bot; snapchat",
    "http.rb/5.1.1 (Mastodon/4.2.0; +https://mastodon.example/) Bot",
    "Bluesky Cardyb/1.1; +mailto:support@example.org",
    "Mozilla/5.0 (compatible; redditbot/1.0)",
    "Pinterest/0.2 (+https://www.pinterest.com/bot.html)",
    "Synapse (bot; +https://github.com/matrix-org/synapse)",
    "Mozilla/5.0 (compatible; Google-PageRenderer)",
    "Iframely/1.3.1",
    # assistants
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0",
    "OAI-SearchBot/1.0",
    "Mozilla/5.0 (compatible; ClaudeBot/1.0; +claudebot@example.org)",
    "Claude-User/1.0",
    "Claude-SearchBot/1.0",
    "anthropic-ai",
    "Mozilla/5.0 (compatible; PerplexityBot/1.0)",
    "Perplexity-User/1.0",
    "MistralAI-User/1.0",
    "Google-Extended",
    "Google-NotebookLM",
    "Gemini-Deep-Research",
    "DuckAssistBot/1.0",
    "cohere-ai",
    "Amazonbot/0.1",
    "Bytespider",
    "CCBot/2.0",
    # inspection
    "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/143.0 Safari/537.36",
    CHROME.format("moto g power (2022)") + " Chrome-Lighthouse",
    CHROME.format("Pixel 8") + " PTST/240101",
    "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
    "Uptime-Kuma/1.23.11",
    "Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)",
    "Mozilla/5.0 (compatible; StatusCake)",
    "Better Uptime Bot Mozilla/5.0",
    "check_http/v2.4.5 (nagios-plugins 2.4.5)",
    "Blackbox Exporter/0.25.0",
    "Prometheus/2.53.0",
    "kube-probe/1.30",
    "ELB-HealthChecker/2.0",
    "GoogleHC/1.0",
    "W3C_Validator/1.3",
    "Screaming Frog SEO Spider/20.0",
    # libraries and tools
    "curl/8.9.1",
    "Wget/1.21.4",
    "python-requests/2.32",
    "Python/3.12 aiohttp/3.9.5",
    "python-httpx/0.27.0",
    "Go-http-client/2.0",
    "Java/17.0.9",
    "Apache-HttpClient/4.5.14",
    "okhttp/4.12.0",
    "libwww-perl/6.72",
    "node",
    "node-fetch/1.0",
    "axios/1.7.2",
    "got (https://github.com/sindresorhus/got)",
    "PostmanRuntime/7.39.0",
    "HTTPie/3.2.2",
    "GuzzleHttp/7",
    "Ruby",
    "Dart/3.4 (dart:io)",
    "Mozilla/5.0 (Windows NT; Windows NT 10.0; de-DE) WindowsPowerShell/5.1.19041.1",
]
PHONES = [
    f"{SAFARI} Version/26.1 Mobile/15E148 Safari/604.1",
    f"{SAFARI} CriOS/143.0 Mobile/15E148 Safari/604.1",
    f"{SAFARI} FxiOS/140.0 Mobile/15E148 Safari/605.1.15",
    f"{SAFARI} GSA/380.0 Mobile/15E148 Safari/604.1",  # the Google app
    f"{SAFARI} DuckDuckGo/7 Mobile/15E148 Safari/604.1",
    f"{SAFARI} Mobile/15E148 [FBAN/FBIOS;FBAV/480.0;FBBV/1;FBDV/iPhone15,2;FBMD/iPhone;FBSN/iOS]",
    f"{SAFARI} Mobile/15E148 Instagram 350.0 (iPhone15,2; iOS 26_1; de_DE; scale=3.00)",
    f"{SAFARI} Mobile/15E148 MicroMessenger/8.0.50(0x1800323a) NetType/WIFI Language/de",
    f"{SAFARI} Mobile/15E148 Snapchat/13.0 (like Safari/8620.1)",
    f"{SAFARI} Mobile/15E148 LinkedInApp/9.30",
    f"{SAFARI} Mobile/15E148 Line/14.9.0",
    f"{SAFARI} Mobile/15E148 BytedanceWebview/d8a21c6 musical_ly_36.0",
    "QR Scanner/4.2 (iPhone; iOS 26.1)",
    CHROME.format("Pixel 9"),
    CHROME.format("CUBOT KINGKONG AX"),
    CHROME.format("CUBOT P80"),
    CHROME.format("SM-S928B") + " EdgA/143.0",
    CHROME.format("SM-A546B) SamsungBrowser/27.0 (x"),
    CHROME.format("SM-A546B; wv") + " Version/4.0 [FB_IAB/FB4A;FBAV/480.0;]",
    CHROME.format("VOG-L29; HMSCore 6.13") + " HuaweiBrowser/15.0",
    CHROME.format("M2102J20SG") + " XiaoMi/MiuiBrowser/14.0",
    CHROME.format("Fairphone 5") + " OPR/85.0",
    "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/143.0 Safari/537.36 Edg/143.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
]


@pytest.mark.parametrize("agent", PROGRAMS)
def test_programs_are_known(agent):
    assert is_program(agent)


@pytest.mark.parametrize("agent", PHONES)
def test_phones_and_browsers_inside_apps_are_none(agent):
    assert not is_program(agent)

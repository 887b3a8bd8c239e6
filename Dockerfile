# Not yet run by us: no container engine was at hand.  Written with care; tell us what it does on yours.
FROM python:3.13-slim AS build
WORKDIR /srv/linie302
COPY --from=ghcr.io/astral-sh/uv:0.13.9 /uv /usr/local/bin/uv
COPY pyproject.toml uv.lock README.md LICENSE ./
COPY app ./app
COPY assets/fonts ./assets/fonts
COPY assets/templates ./assets/templates
RUN uv sync --frozen --no-editable --extra postgres

FROM python:3.13-slim
RUN useradd --system --uid 10302 --home-dir /srv/linie302 linie302 && install -d -o linie302 /var/lib/linie302
WORKDIR /srv/linie302
COPY --from=build /srv/linie302/.venv ./.venv
COPY app ./app
COPY stations ./stations
COPY assets ./assets
COPY seeds ./seeds
ENV PATH=/srv/linie302/.venv/bin:$PATH PYTHONUNBUFFERED=1 INSTANCE=/var/lib/linie302 HOST=0.0.0.0 PORT=3020
USER linie302
VOLUME /var/lib/linie302
EXPOSE 3020
HEALTHCHECK --interval=30s --timeout=3s CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:3020/healthz')"]
CMD ["linie302", "serve"]

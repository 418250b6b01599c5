# docker build -t mo-lint . && docker run --rm -v "$PWD:/articles:ro" mo-lint
FROM rust:1.95-slim-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo install --locked --path . --root /out

FROM debian:bookworm-slim
# --changed-since and --staged ask git, also in a folder of another user.
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*'
COPY --from=build /out/bin/mo-lint /usr/local/bin/
COPY LICENSE-MIT LICENSE-APACHE NOTICE /usr/share/doc/mo-lint/
USER nobody
WORKDIR /articles
ENTRYPOINT ["mo-lint"]

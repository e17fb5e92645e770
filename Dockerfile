# The images erp-system and canary-agent:
#
#   docker build --target erp-system   --tag erp-system:v1   --build-arg VERSION=v1 .
#   docker build --target canary-agent --tag canary-agent:v1 --build-arg VERSION=v1 .
#
# `ops/bin/images` makes the same images without an engine: it reads the last two stages here.
FROM maven:3.9-eclipse-temurin-25 AS build
# hadolint ignore=DL3008
RUN apt-get update && apt-get install --yes --no-install-recommends binutils python3 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
# The start-up caches are learned at the images' own paths, in this stage's root.
RUN --mount=type=cache,target=/root/.m2 ERP_IMAGES_IN_PLACE=true ops/bin/images --layers /images

FROM scratch AS erp-system
COPY --from=build /images/erp-system/base/ /
COPY --from=build /images/erp-system/runtime/ /
COPY --from=build /images/erp-system/lib/ /
COPY --from=build /images/erp-system/app/ /
COPY --from=build /images/erp-system/aot/ /
ARG VERSION=v1 REVISION=unknown CREATED=2026-01-01T00:00:00Z
LABEL org.opencontainers.image.title="erp-system" \
      org.opencontainers.image.description="ERP service" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}"
# Two arenas: glibc would keep one a thread. In a container the network policy guards the management port, not its address.
ENV PATH=/usr/bin LANG=C.UTF-8 MALLOC_ARENA_MAX=2 ERP_MANAGEMENT_ADDRESS=0.0.0.0 ERP_VERSION=${VERSION}
USER 65532:65532
WORKDIR /tmp
EXPOSE 8080 8081
ENTRYPOINT ["/usr/bin/erp-server"]
CMD ["serve"]

FROM scratch AS canary-agent
COPY --from=build /images/canary-agent/base/ /
COPY --from=build /images/canary-agent/runtime/ /
COPY --from=build /images/canary-agent/lib/ /
COPY --from=build /images/canary-agent/app/ /
COPY --from=build /images/canary-agent/aot/ /
ARG VERSION=v1 REVISION=unknown CREATED=2026-01-01T00:00:00Z
LABEL org.opencontainers.image.title="canary-agent" \
      org.opencontainers.image.description="Release agent of the ERP service" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}"
ENV PATH=/usr/bin LANG=C.UTF-8 MALLOC_ARENA_MAX=2
USER 65532:65532
WORKDIR /tmp
EXPOSE 8090
ENTRYPOINT ["/usr/bin/canary-agent"]
CMD ["release", "--help"]

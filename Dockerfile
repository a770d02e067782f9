# One file for all: the services (--build-arg SERVICE=…, target service) and the sandbox's own parts (target stack).
# Nothing secret goes in; keys are made at the first start, in a volume.

FROM maven:3.9.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -q -B -DskipTests -Dspotless.check.skip=true package

FROM eclipse-temurin:17.0.15_6-jre AS java
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin autocharge \
    && install -d -o autocharge -g autocharge -m 0700 /var/lib/autocharge /var/lib/autocharge/keys
ENV AUTOCHARGE_HOME=/var/lib/autocharge \
    AUTOCHARGE_KEYS=/var/lib/autocharge/keys \
    AUTOCHARGE_HTTP_HOST=0.0.0.0
USER 10001:10001
WORKDIR /var/lib/autocharge

FROM java AS service
ARG SERVICE
COPY --from=build /src/${SERVICE}/target/quarkus-app/ /app/
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-jar", "/app/quarkus-run.jar"]

FROM java AS stack
COPY --from=build /src/stack/target/lib/ /app/lib/
COPY --from=build /src/stack/target/stack-0.1.0.jar /app/
ENTRYPOINT ["java", "-Xmx256m", "-XX:+ExitOnOutOfMemoryError", "-cp", "/app/stack-0.1.0.jar:/app/lib/*"]

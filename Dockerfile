# Backmark's service and, as `python -m grader.sandbox.runner`, the runner of students' programs, which
# is for a container of its own: compose.yaml has it. Built from the locked, hashed requirements; runs
# as a user of its own, needs to write nowhere but in /data (the database and, if none is given, the
# secret key) and /tmp.
FROM python:3.13-slim AS build
WORKDIR /src
RUN python -m venv /opt/backmark
ENV PATH=/opt/backmark/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.lock ./
RUN pip install --require-hashes --only-binary :all: -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY reference/ reference/
COPY grader/ grader/
COPY server/ server/
COPY migrations/ migrations/
COPY assignments/ assignments/
# What only the build needed does not go into the service.
RUN pip install --no-deps --no-build-isolation . \
    && pip uninstall -y hatchling editables pathspec pluggy tomlkit trove-classifiers pip \
    && python -m compileall -q /opt/backmark/lib
# What students' programs see: made once here, where nothing can be written later.
RUN python -m grader.sandbox.runtime /opt/runtime \
    && python -m compileall -q --invalidation-mode unchecked-hash /opt/runtime

FROM python:3.13-slim
RUN groupadd --gid 10001 backmark \
    && useradd --uid 10001 --gid backmark --no-create-home --home-dir /nonexistent backmark \
    && install -d -o backmark -g backmark -m 700 /data
COPY --from=build /opt/backmark /opt/backmark
COPY --from=build /opt/runtime /opt/runtime
ENV PATH=/opt/backmark/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    BACKMARK_DATA_DIR=/data \
    BACKMARK_RUNTIME_DIR=/opt/runtime \
    BACKMARK_RUNNER_SOCKET=/run/backmark/runner.sock \
    BACKMARK_BIND=0.0.0.0:8000
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --start-interval=1s --retries=3 \
    CMD ["python", "-c", "from urllib.request import ProxyHandler, build_opener; build_opener(ProxyHandler({})).open('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["python", "-m", "server.start"]

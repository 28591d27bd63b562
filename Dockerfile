# The workshop in one image: JupyterLab 4 and Notebook 7 from the lock file, the
# kernel in a system prefix, the notebooks in the user's home. It follows what
# mybinder.org and JupyterHub ask for: uid 1000, no fixed token, python3 on PATH is
# the one that has JupyterLab, and nothing of ours under /etc/jupyter.
#
#   docker build -t gopherloop . && docker run --rm -p 8888:8888 gopherloop
ARG GO_IMAGE=golang:1.26-bookworm
ARG BASE_IMAGE=debian:bookworm-slim

FROM ${GO_IMAGE} AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY kernel kernel
COPY install install
COPY workshop workshop
RUN CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /out/gopherloop ./kernel

FROM ${BASE_IMAGE}
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates python3 python3-venv tini \
 && rm -rf /var/lib/apt/lists/*
COPY requirements.lock /tmp/requirements.lock
RUN python3 -m venv /opt/venv \
 && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r /tmp/requirements.lock \
 && rm /tmp/requirements.lock
ENV PATH=/opt/venv/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    LANG=C.UTF-8
COPY --from=build /out/gopherloop /usr/local/bin/gopherloop
RUN gopherloop install --prefix /usr/local

ARG NB_USER=jovyan
ARG NB_UID=1000
RUN useradd --create-home --uid ${NB_UID} --shell /bin/bash ${NB_USER}
ENV HOME=/home/${NB_USER}
WORKDIR ${HOME}
COPY --chown=${NB_UID}:${NB_UID} notebooks ${HOME}/notebooks
USER ${NB_UID}
EXPOSE 8888
ENTRYPOINT ["tini", "-g", "--"]
CMD ["jupyter", "lab", "--ip=0.0.0.0", "--no-browser", "--notebook-dir=notebooks"]

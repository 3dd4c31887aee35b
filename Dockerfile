# One image for every command of Lexiseg: processor, viewer, topics, index, publish ...
#   docker build -t lexiseg:0.1.0 .
#   docker build -t lexiseg-gpu:0.1.0 --target gpu .
#   docker build -t lexiseg-tensorrt:0.1.0 --target tensorrt --build-arg ACCEPT_NVIDIA_LICENCE=yes .
# Every base image may come from a registry of your own: --build-arg BUILD_IMAGE=... RUN_IMAGE=... GPU_IMAGE=...
ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-17
ARG RUN_IMAGE=eclipse-temurin:17-jre-jammy
ARG GPU_IMAGE=nvidia/cuda:12.6.3-cudnn-runtime-ubuntu22.04

# ---- jars and the model pack, which needs npm to be fetched
FROM ${BUILD_IMAGE} AS build
# Fonts are for the legends of overlays: what no font has is given by its mask value.
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm fonts-dejavu-core fonts-wqy-microhei && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/lexiseg
COPY . .
# The commands of the product alone: no broker, no registry, nothing of demo and lab.
RUN mvn -B -q -Dquick -DskipTests -Pimage -pl cli -am package
# Without sources beside it the launcher starts what is there.
RUN mkdir -p /image && cp -r lexiseg LICENSE NOTICE indexes /image/ && cp -r cli/target/lib /image/lib
ARG PACK=lite
ENV LEXISEG_CACHE=/var/lib/lexiseg
RUN mkdir -p "$LEXISEG_CACHE" && /image/lexiseg models pull "$PACK"
# What ships is written to the store when it is first used; containers cannot write there.
RUN /image/lexiseg models pull sketch
RUN /image/lexiseg models pull drawings

# ---- the same jars with ONNX Runtime's CUDA build; 1.21.1, which the CPU runs, was not published for GPUs
FROM build AS build-gpu
ARG ONNXRUNTIME_GPU=1.21.0
RUN rm /image/lib/onnxruntime-[0-9]*.jar \
    && mvn -B -q dependency:copy -Dartifact=com.microsoft.onnxruntime:onnxruntime_gpu:"$ONNXRUNTIME_GPU" -DoutputDirectory=/image/lib

# ---- NVIDIA's libraries, fetched for whoever builds the image and has accepted NVIDIA's terms (docs/tensorrt.md)
FROM build AS build-tensorrt
ARG ACCEPT_NVIDIA_LICENCE=no
RUN LEXISEG_ACCEPT_NVIDIA_LICENCE="$ACCEPT_NVIDIA_LICENCE" LEXISEG_TENSORRT=/opt/tensorrt /image/lexiseg models natives \
    && rm -rf /root/.m2/repository/org/bytedeco

FROM ${RUN_IMAGE} AS runtime

# ---- TensorRT: the driver comes from the host, everything else is in the image. Do not push it where others read.
FROM runtime AS tensorrt
COPY --from=build /image /opt/lexiseg
COPY --from=build /var/lib/lexiseg /var/lib/lexiseg
COPY --from=build /usr/share/fonts/truetype /usr/share/fonts/truetype
COPY --from=build-tensorrt /opt/tensorrt /opt/tensorrt
ENV LEXISEG_CACHE=/var/lib/lexiseg LEXISEG_TENSORRT=/opt/tensorrt LD_LIBRARY_PATH=/opt/tensorrt
ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility
ENV LEXISEG_JAVA_OPTS="-XX:MaxRAMPercentage=60 -Dorg.bytedeco.javacpp.cachedir=/tmp/javacpp -Djna.tmpdir=/tmp" DJL_CACHE_DIR=/tmp/djl
USER 10001:10001
WORKDIR /tmp
ENTRYPOINT ["/opt/lexiseg/lexiseg"]
CMD ["--help"]

# ---- GPU
FROM ${GPU_IMAGE} AS gpu
COPY --from=runtime /opt/java/openjdk /opt/java/openjdk
ENV JAVA_HOME=/opt/java/openjdk LEXISEG_CACHE=/var/lib/lexiseg
COPY --from=build-gpu /image /opt/lexiseg
COPY --from=build-gpu /var/lib/lexiseg /var/lib/lexiseg
COPY --from=build /usr/share/fonts/truetype /usr/share/fonts/truetype
# Libraries unpack their native code below the temporary folder, the only place that is written to.
ENV LEXISEG_JAVA_OPTS="-XX:MaxRAMPercentage=60 -Dorg.bytedeco.javacpp.cachedir=/tmp/javacpp" DJL_CACHE_DIR=/tmp/djl
USER 10001:10001
WORKDIR /tmp
ENTRYPOINT ["/opt/lexiseg/lexiseg"]
CMD ["--help"]

# ---- CPU, the default
FROM runtime AS cpu
ENV LEXISEG_CACHE=/var/lib/lexiseg
COPY --from=build /image /opt/lexiseg
COPY --from=build /var/lib/lexiseg /var/lib/lexiseg
COPY --from=build /usr/share/fonts/truetype /usr/share/fonts/truetype
ENV LEXISEG_JAVA_OPTS="-XX:MaxRAMPercentage=60 -Dorg.bytedeco.javacpp.cachedir=/tmp/javacpp" DJL_CACHE_DIR=/tmp/djl
USER 10001:10001
WORKDIR /tmp
ENTRYPOINT ["/opt/lexiseg/lexiseg"]
CMD ["--help"]

package dev.ringback.callflow.capture;

/// A format of captures that can be written.
public enum CaptureFormat {
    /// The older one, with microseconds.
    PCAP,
    /// The newer one, with nanoseconds and a remark at what was under TLS.
    PCAPNG
}

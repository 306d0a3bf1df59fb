/// Bytes to immutable SIP messages and back. No I/O, no dependencies but annotations.
module dev.ringback.message {
    requires static transitive org.jspecify;

    exports dev.ringback.header;
    exports dev.ringback.message;
    exports dev.ringback.parse;
    exports dev.ringback.uri;
}

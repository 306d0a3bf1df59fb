/// Bytes to immutable SIP messages and back. No I/O, no dependencies but annotations.
module dev.ringback.message {
    requires static transitive org.jspecify;

    exports dev.ringback.body;
    exports dev.ringback.header;
    exports dev.ringback.header.address;
    exports dev.ringback.header.catalog;
    exports dev.ringback.header.content;
    exports dev.ringback.header.dialog;
    exports dev.ringback.header.event;
    exports dev.ringback.header.feature;
    exports dev.ringback.header.notice;
    exports dev.ringback.header.route;
    exports dev.ringback.header.security;
    exports dev.ringback.header.time;
    exports dev.ringback.message;
    exports dev.ringback.parse;
    exports dev.ringback.sdp;
    exports dev.ringback.uri;
    exports dev.ringback.verdict;
}

/// The SIP protocol, pure: input and time go in, outputs come out. No socket, clock, thread or
/// logger.
module dev.ringback.stack {
    requires transitive dev.ringback.message;
    requires static transitive org.jspecify;

    exports dev.ringback.auth;
    exports dev.ringback.cause;
    exports dev.ringback.dialog;
    exports dev.ringback.events;
    exports dev.ringback.locate;
    exports dev.ringback.offer;
    exports dev.ringback.overload;
    exports dev.ringback.paging;
    exports dev.ringback.publication;
    exports dev.ringback.reaction;
    exports dev.ringback.registration;
    exports dev.ringback.reliable;
    exports dev.ringback.session;
    exports dev.ringback.sessiontimer;
    exports dev.ringback.stack;
    exports dev.ringback.stun;
    exports dev.ringback.subscription;
    exports dev.ringback.transaction;
    exports dev.ringback.transfer;
    exports dev.ringback.useragent;
}

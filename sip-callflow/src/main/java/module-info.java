/// Calls as they passed: read from captures and HEP, told as ladders and causes.
module dev.ringback.callflow {
    requires transitive dev.ringback.stack;
    requires static transitive org.jspecify;

    exports dev.ringback.callflow;
    exports dev.ringback.callflow.codes;
}

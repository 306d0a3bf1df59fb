/// Calls as they passed: read from captures and HEP, told as ladders and causes.
module dev.ringback.callflow {
    requires transitive dev.ringback.stack;
    requires re2j;
    requires static transitive org.jspecify;

    exports dev.ringback.callflow;
    exports dev.ringback.callflow.capture;
    exports dev.ringback.callflow.draw;
    exports dev.ringback.callflow.expression;
    exports dev.ringback.callflow.hep;
    exports dev.ringback.callflow.intake;
    exports dev.ringback.callflow.secrets;
    exports dev.ringback.callflow.why;
    exports dev.ringback.callflow.codes;
}

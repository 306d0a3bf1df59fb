/// User agents for applications. Start at [dev.ringback.sip.SipClient].
module dev.ringback.sip {
    requires transitive dev.ringback.stack;
    requires static transitive org.jspecify;

    exports dev.ringback.sip;
    exports dev.ringback.sip.spi;

    uses dev.ringback.sip.spi.AgentNetwork;
}

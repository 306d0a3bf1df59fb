/// Virtual clock, simulated network and scripted peers for tests of SIP applications.
module dev.ringback.testkit {
    requires transitive dev.ringback.stack;
    requires static transitive org.jspecify;
}

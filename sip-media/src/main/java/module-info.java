/// Audio enough to be real: RTP and RTCP, G.711, WAV, tones and digits.
module dev.ringback.media {
    requires transitive dev.ringback.sip;
    requires static transitive org.jspecify;
    requires java.desktop;

    exports dev.ringback.audio;
    exports dev.ringback.media;
    exports dev.ringback.rtp;
}

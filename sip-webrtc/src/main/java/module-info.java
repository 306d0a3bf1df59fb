/// The sound of the echo, for phones and browsers: ICE-lite (RFC 8445), DTLS-SRTP (RFC 5764) on
/// Bouncy Castle, SRTP (RFC 3711).
module dev.ringback.webrtc {
    requires transitive dev.ringback.server;
    requires transitive dev.ringback.stack;
    requires dev.ringback.media;
    requires static transitive org.jspecify;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.tls;
    requires org.bouncycastle.util;
    requires org.slf4j;

    exports dev.ringback.ice;
    exports dev.ringback.srtp;
    exports dev.ringback.webrtc;
}

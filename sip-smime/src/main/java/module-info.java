/// S/MIME in SIP (RFC 3261 §23) on Bouncy Castle's CMS. No I/O.
module dev.ringback.smime {
    requires transitive dev.ringback.message;
    requires transitive dev.ringback.sip;
    requires static transitive org.jspecify;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.util;

    exports dev.ringback.smime;
    exports dev.ringback.smime.key;
}

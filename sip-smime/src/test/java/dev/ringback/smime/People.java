package dev.ringback.smime;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.body.BodyPart;
import dev.ringback.header.content.ContentType;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.smime.key.Keyring;
import dev.ringback.smime.key.SelfSigned;
import dev.ringback.smime.key.UserKey;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/// Users with keys, and what they say to each other.
final class People {
    static final Instant NOW = Instant.parse("2026-02-21T13:02:03Z");
    static final SipUri ALICE = uri("sip:alice@atlanta.com");
    static final SipUri BOB = uri("sip:bob@biloxi.com");
    static final SipUri CAROL = uri("sip:carol@chicago.com");

    private static final SelfSigned MAKER = new SelfSigned(new SecureRandom(), NOW);
    private static final Duration YEAR = Duration.ofDays(365);

    static final UserKey ALICES = MAKER.create(ALICE, YEAR);
    static final UserKey BOBS = MAKER.create(BOB, YEAR);
    static final UserKey CAROLS = MAKER.create(CAROL, YEAR);
    static final UserKey AUTHORITY = MAKER.authority("Biloxi Authority", YEAR);
    static final UserKey VOUCHED = MAKER.create(ALICE, YEAR, AUTHORITY);

    static final SmimeLimits LIMITS = SmimeLimits.defaults();
    static final String SDP =
            """
            v=0
            o=alice 53655765 2353687637 IN IP4 pc33.atlanta.com
            s=-
            c=IN IP4 pc33.atlanta.com
            t=0 0
            m=audio 3456 RTP/AVP 0 1 3 99
            a=rtpmap:0 PCMU/8000
            """
                    .replace("\n", "\r\n");

    private People() {}

    static SipUri uri(String text) {
        return requireNonNull((SipUri) Uri.parse(text));
    }

    static BodyPart part(String type, String content) {
        ContentType contentType = requireNonNull(ContentType.FIELD.parse(type));
        return BodyPart.of(contentType, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    static BodyPart sdp() {
        return part("application/sdp", SDP);
    }

    static Encryption aes(ContentCipher cipher) {
        return new Encryption(cipher, new SecureRandom());
    }

    static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    static SipMessage message(String text) {
        byte[] octets = text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        var result = new MessageParser(ParseLimits.defaults()).parse(octets);
        assertThat(result).isInstanceOf(Parsed.class);
        return ((Parsed) result).message();
    }

    static SipRequest invite() {
        return (SipRequest)
                message(
                        """
                        INVITE sip:bob@biloxi.com SIP/2.0
                        Via: SIP/2.0/UDP pc33.atlanta.com;branch=z9hG4bKnashds8
                        To: Bob <sip:bob@biloxi.com>
                        From: Alice <sip:alice@atlanta.com>;tag=1928301774
                        Call-ID: a84b4c76e66710
                        CSeq: 314159 INVITE
                        Max-Forwards: 70
                        Date: Sat, 21 Feb 2026 13:02:03 GMT
                        Subject: Secret meeting
                        Contact: <sip:alice@pc33.atlanta.com>
                        Supported: timer, replaces
                        Content-Type: application/sdp

                        v=0
                        o=alice 53655765 2353687637 IN IP4 pc33.atlanta.com
                        s=-
                        c=IN IP4 pc33.atlanta.com
                        t=0 0
                        m=audio 3456 RTP/AVP 0
                        """);
    }

    /// A reader with these keys.
    static SmimeReader reader(UserKey... keys) {
        Keyring keyring = Keyring.EMPTY;
        for (UserKey key : keys) {
            keyring = keyring.with(key);
        }
        return new SmimeReader(keyring, LIMITS);
    }
}

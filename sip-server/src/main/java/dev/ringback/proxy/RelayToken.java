package dev.ringback.proxy;

import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// Signs what a Record-Route of ours permits, so that a Route that nobody got from us relays
/// nothing.
///
/// A token of one of our own users permits any next hop within its Call-ID. One of a stranger's
/// call permits only the two ends: back to where the request came from and on to where it was sent.
/// One per shard: the MAC is not shared.
final class RelayToken {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTENED = 9;
    private static final int TEXT = 12;
    private static final String ANY = "*";

    private final Mac mac;

    RelayToken(SecretKey key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /// A token that permits every next hop in this Call-ID.
    String open(String callId) {
        return sign(callId, ANY);
    }

    /// A token that permits these two next hops in this Call-ID.
    String between(String callId, Uri back, Uri forth) {
        return sign(callId, place(back)) + sign(callId, place(forth));
    }

    /// What a token permits a request of this Call-ID that goes to this next hop.
    Grant grant(String token, String callId, Uri next) {
        if (token.length() == TEXT) {
            return same(token, sign(callId, ANY)) ? Grant.ANYWHERE : Grant.NONE;
        }
        if (token.length() != 2 * TEXT) {
            return Grant.NONE;
        }
        String expected = sign(callId, place(next));
        boolean end =
                same(token.substring(0, TEXT), expected) || same(token.substring(TEXT), expected);
        return end ? Grant.ENDS : Grant.NONE;
    }

    private static boolean same(String one, String other) {
        return java.security.MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static String place(Uri uri) {
        if (uri instanceof SipUri sip) {
            int port = sip.port() >= 0 ? sip.port() : sip.secure() ? 5061 : 5060;
            String maddr = sip.maddr();
            return (maddr == null ? sip.host() : maddr) + ' ' + port;
        }
        return uri.toString();
    }

    private String sign(String callId, String place) {
        mac.update(callId.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        byte[] code = mac.doFinal(place.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(code, SHORTENED));
    }
}

package dev.ringback.proxy;

import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// Signs what a Record-Route of ours permits, so that a Route that nobody got from us relays
/// nothing.
///
/// A token of one of our own users permits any next hop within its Call-ID. One of a stranger's
/// call permits only its ends: back to where the request came from and on to where it was sent,
/// which are two places where it went by way of another proxy.
/// One per shard: the MAC is not shared.
final class RelayToken {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTENED = 9;
    private static final int TEXT = 12;
    private static final int MOST_ENDS = 3;
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

    /// A token that permits these next hops in this Call-ID, two or three.
    String among(String callId, List<Uri> ends) {
        StringBuilder token = new StringBuilder(MOST_ENDS * TEXT);
        ends.forEach(end -> token.append(sign(callId, place(end))));
        return token.toString();
    }

    /// What a token permits a request of this Call-ID that goes to this next hop.
    Grant grant(String token, String callId, Uri next) {
        if (token.length() == TEXT) {
            return same(token, sign(callId, ANY)) ? Grant.ANYWHERE : Grant.NONE;
        }
        int ends = token.length() / TEXT;
        if (token.length() % TEXT != 0 || ends < 2 || ends > MOST_ENDS) {
            return Grant.NONE;
        }
        String expected = sign(callId, place(next));
        boolean end = false;
        for (int i = 0; i < ends; i++) {
            end |= same(token.substring(i * TEXT, (i + 1) * TEXT), expected);
        }
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

package dev.ringback.it.answer;

import dev.ringback.body.BodyPart;
import dev.ringback.header.content.ContentType;
import dev.ringback.smime.ContentCipher;
import dev.ringback.smime.Encryption;
import dev.ringback.smime.key.SelfSigned;
import dev.ringback.smime.key.UserKey;
import dev.ringback.uri.SipUri;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/// A body that nobody can decipher.
final class Undecipherable {
    private Undecipherable() {}

    static String base64() {
        SecureRandom random = new SecureRandom();
        SipUri nobody = SipUri.of(false, "nobody", "example.com", -1);
        UserKey key = new SelfSigned(random, Instant.now()).create(nobody, Duration.ofDays(1));
        BodyPart text =
                BodyPart.of(
                        ContentType.of("text", "plain"), "secret".getBytes(StandardCharsets.UTF_8));
        BodyPart body =
                new Encryption(ContentCipher.AES_128_CBC, random)
                        .encrypt(text, List.of(key.certificate()));
        return Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(body.content());
    }
}

package dev.ringback.smime;

import static java.util.Objects.requireNonNull;

import dev.ringback.body.BodyPart;
import dev.ringback.body.MultipartResult;
import java.util.Base64;
import java.util.List;

/// A signed body as mail programs want it: the signature in base64.
final class Base64Form {
    private Base64Form() {}

    static String of(BodyPart signed) {
        List<BodyPart> parts =
                ((MultipartResult.Parsed) signed.multipart(People.LIMITS.parts()))
                        .multipart()
                        .parts();
        String boundary = requireNonNull(requireNonNull(signed.contentType()).boundary());
        return "MIME-Version: 1.0\r\nContent-Type: "
                + signed.contentType()
                + "\r\n\r\n--"
                + boundary
                + "\r\n"
                + People.text(parts.getFirst().toBytes())
                + "\r\n--"
                + boundary
                + "\r\nContent-Type: application/pkcs7-signature\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(parts.getLast().content())
                + "\r\n--"
                + boundary
                + "--\r\n";
    }
}

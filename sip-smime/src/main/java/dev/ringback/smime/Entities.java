package dev.ringback.smime;

import dev.ringback.body.BodyPart;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.header.content.ContentDisposition;
import dev.ringback.header.content.ContentType;
import dev.ringback.message.HeaderSection;
import dev.ringback.message.MessageBuilder;
import dev.ringback.message.SipMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Bodies of messages as MIME entities, and back: what S/MIME signs and encrypts is a body with the
/// header lines that describe it (RFC 8551 §3.1).
public final class Entities {
    /// The header lines that go with a body.
    static final List<HeaderName> DESCRIBING =
            List.of(
                    HeaderName.CONTENT_TYPE,
                    HeaderName.CONTENT_DISPOSITION,
                    HeaderName.CONTENT_ENCODING,
                    HeaderName.CONTENT_LANGUAGE);

    static final HeaderName TRANSFER_ENCODING = HeaderName.of("Content-Transfer-Encoding");
    private static final String ATTACHMENT = "attachment";

    private Entities() {}

    /// The body of a message, with the header lines that describe it.
    public static BodyPart of(SipMessage message) {
        BodyPart part = of(message.headers(), message.body());
        String encoding = message.value(TRANSFER_ENCODING);
        return encoding == null ? part : part.with(TRANSFER_ENCODING, encoding);
    }

    static BodyPart of(HeaderSection headers, byte[] body) {
        ContentType type = ContentType.of("application", "octet-stream");
        String written = headers.value(HeaderName.CONTENT_TYPE);
        ContentType read = written == null ? type : ContentType.FIELD.parse(written);
        BodyPart part = BodyPart.of(read == null ? type : read, body);
        for (HeaderName name : DESCRIBING) {
            String value = String.join(", ", headers.values(name));
            if (!value.isEmpty()) {
                part = part.with(name, value);
            }
        }
        return part;
    }

    /// Gives a message this body and the header lines that describe it, in place of what it had. A
    /// transfer encoding is left out: SIP is clean for octets (RFC 3853 §3).
    ///
    /// @param part binary, as all that this package makes
    public static void put(MessageBuilder<?> message, BodyPart part) {
        DESCRIBING.forEach(message::remove);
        message.remove(TRANSFER_ENCODING);
        message.body(String.valueOf(part.contentType()), part.content());
        for (HeaderName name : DESCRIBING) {
            String value = part.value(name);
            if (value != null) {
                message.set(name, value);
            }
        }
    }

    /// A part that holds something secured.
    static BodyPart attachment(ContentType type, String file, byte[] content) {
        Parameters parameters = Parameters.NONE.with("filename", file).with("handling", "required");
        String disposition = new ContentDisposition(ATTACHMENT, parameters).toString();
        return BodyPart.of(type, content)
                .with(TRANSFER_ENCODING, "binary")
                .with(HeaderName.CONTENT_DISPOSITION, disposition);
    }

    /// The octets of a part, its transfer encoding undone; null when that is not known or broken.
    static byte @Nullable [] decoded(BodyPart part) {
        String encoding = part.value(TRANSFER_ENCODING);
        String name = encoding == null ? "binary" : encoding.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "binary", "8bit", "7bit" -> part.content();
            case "base64" -> base64(part.content());
            default -> null;
        };
    }

    /// A part without a transfer encoding; itself where it has none, or one that is not known.
    static BodyPart plain(BodyPart part) {
        byte[] octets = part.value(TRANSFER_ENCODING) == null ? null : decoded(part);
        return octets == null ? part : of(part.headers(), octets);
    }

    private static byte @Nullable [] base64(byte[] text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// A part whose lines end in CRLF if it is text: what is signed has to be written in one way
    /// only (RFC 8551 §3.1.1).
    static BodyPart canonical(BodyPart part) {
        ContentType type = part.contentType();
        boolean text =
                type != null
                        && (type.type().equalsIgnoreCase("text") || type.is("application", "sdp"));
        byte[] content = part.content();
        if (!text || !bare(content)) {
            return part;
        }
        byte[] headers = part.toBytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream(headers.length + 64);
        out.write(headers, 0, headers.length - content.length);
        for (int i = 0; i < content.length; i++) {
            boolean lone = content[i] == '\n' && (i == 0 || content[i - 1] != '\r');
            out.writeBytes(lone ? new byte[] {'\r', '\n'} : new byte[] {content[i]});
        }
        BodyPart made = BodyPart.parse(out.toByteArray(), SmimeLimits.defaults().parts());
        return made == null ? part : made;
    }

    private static boolean bare(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1).replace("\r\n", "").indexOf('\n')
                >= 0;
    }
}

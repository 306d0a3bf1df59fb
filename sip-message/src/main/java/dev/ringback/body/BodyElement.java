package dev.ringback.body;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Reading;
import dev.ringback.header.content.ContentDisposition;
import dev.ringback.header.content.ContentEncoding;
import dev.ringback.header.content.ContentType;
import dev.ringback.message.HeaderSection;
import dev.ringback.text.Ascii;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of a message or a part of one, with what its header lines say of it: RFC 3261 §20.11 to
/// §20.15. A multipart has elements in it. Immutable.
public final class BodyElement {
    private static final HeaderName TRANSFER_ENCODING = HeaderName.of("Content-Transfer-Encoding");
    private static final HeaderName CONTENT_ID = HeaderName.of("Content-ID");
    private static final List<String> PLAIN = List.of("7bit", "8bit", "binary", "identity");

    private final HeaderSection headers;
    private final byte[] content;
    private final @Nullable ContentType type;
    private final @Nullable ContentDisposition disposition;
    private final List<String> encodings;
    private final List<BodyElement> elements;
    private final @Nullable String fault;

    private BodyElement(
            HeaderSection headers,
            @Nullable ContentType type,
            byte[] content,
            List<BodyElement> elements,
            @Nullable String fault) {
        this.headers = headers;
        this.content = content;
        this.type = type;
        this.encodings = encodings(headers);
        this.disposition = disposition(headers, type);
        this.elements = List.copyOf(elements);
        this.fault = fault;
    }

    /// @param type what it is; null when that is not said or cannot be read
    /// @param depth how many multiparts may be nested from here on
    static BodyElement of(
            HeaderSection headers,
            @Nullable ContentType type,
            byte[] content,
            BodyLimits limits,
            int depth) {
        if (!isMultipart(type) || type == null || !encodings(headers).isEmpty()) {
            return new BodyElement(headers, type, content, List.of(), null);
        }
        if (depth == 0) {
            String deep = "multiparts are nested too deep";
            return new BodyElement(headers, type, content, List.of(), deep);
        }
        return switch (Multipart.parse(content, type, limits)) {
            case MultipartResult.Malformed malformed ->
                    new BodyElement(headers, type, content, List.of(), malformed.text());
            case MultipartResult.Parsed parsed -> {
                List<BodyElement> elements = new ArrayList<>();
                for (BodyPart part : parsed.multipart().parts()) {
                    elements.add(
                            of(
                                    part.headers(),
                                    part.contentType(),
                                    part.content(),
                                    limits,
                                    depth - 1));
                }
                yield new BodyElement(headers, type, content, elements, null);
            }
        };
    }

    private static boolean isMultipart(@Nullable ContentType type) {
        return type != null && Ascii.lower(type.type()).equals("multipart");
    }

    /// The codings that have to be undone, in lower case, in the order in which they were done. A
    /// transfer encoding that is more than a promise counts as one (RFC 2045 §6).
    private static List<String> encodings(HeaderSection headers) {
        List<String> encodings = new ArrayList<>();
        Reading<String> codings = headers.read(ContentEncoding.FIELD);
        codings.values().forEach(coding -> encodings.add(Ascii.lower(coding)));
        String transfer = headers.value(TRANSFER_ENCODING);
        if (transfer != null) {
            encodings.add(Ascii.lower(transfer));
        }
        if (codings.problem() != null) {
            encodings.add("");
        }
        encodings.removeAll(PLAIN);
        return List.copyOf(encodings);
    }

    private static @Nullable ContentDisposition disposition(
            HeaderSection headers, @Nullable ContentType type) {
        String value = headers.value(HeaderName.CONTENT_DISPOSITION);
        if (value != null) {
            return ContentDisposition.FIELD.parse(value);
        }
        boolean session = type != null && type.is("application", "sdp");
        return ContentDisposition.FIELD.parse(session ? "session" : "render");
    }

    /// The header lines that describe it: those of the part, or of the whole message.
    public HeaderSection headers() {
        return headers;
    }

    /// What it is; null when a message does not say so, or it cannot be read.
    public @Nullable ContentType contentType() {
        return type;
    }

    /// Whether it is of this type, in any case and with any parameters.
    public boolean is(String otherType, String otherSubtype) {
        return type != null && type.is(otherType, otherSubtype);
    }

    /// What to do with it, in lower case: `session`, `render`, `alert`, `icon`, `by-reference` or
    /// another. When it does not say so it is `session` for SDP and `render` for all else (RFC 3261
    /// §20.11); empty when that cannot be read.
    public String disposition() {
        return disposition == null ? "" : Ascii.lower(disposition.type());
    }

    /// Whether a message has to be refused when this cannot be handled: the parameter `handling`,
    /// RFC 3204 §5. When it does not say otherwise, it has to.
    public boolean required() {
        return disposition == null || disposition.required();
    }

    /// The codings that have to be undone before it can be read, in lower case, in the order in
    /// which they were done; `identity` and its like are left out. An empty text stands for what
    /// cannot be read.
    public List<String> encodings() {
        return encodings;
    }

    /// A copy of its octets, encoded as they came.
    public byte[] content() {
        return content.clone();
    }

    /// What others refer to it by, without the angle brackets: RFC 5621 §9.1. Null when there is
    /// none.
    public @Nullable String contentId() {
        String id = headers.value(CONTENT_ID);
        boolean bracketed = id != null && id.startsWith("<") && id.endsWith(">");
        return bracketed && id != null ? id.substring(1, id.length() - 1) : id;
    }

    /// The elements in it, in their order. Empty when it is no multipart, is encoded, or cannot be
    /// read.
    public List<BodyElement> elements() {
        return elements;
    }

    /// Whether it is a multipart, readable or not.
    public boolean multipart() {
        return isMultipart(type);
    }

    /// Why it cannot be taken apart though it is a multipart; null when it can, or is none.
    public @Nullable String fault() {
        return fault;
    }

    @Override
    public String toString() {
        return type + " " + disposition() + (elements.isEmpty() ? "" : elements.toString());
    }
}

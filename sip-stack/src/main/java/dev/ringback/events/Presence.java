package dev.ringback.events;

import dev.ringback.subscription.Content;
import dev.ringback.uri.Uri;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Whether somebody can be reached: a PIDF document with one tuple, RFC 3863 §4.
///
/// @param entity whose presence it is
/// @param open whether the contact takes communication (§4.1.4)
/// @param contact where; null to say nothing
/// @param note for people; null for none
/// @param since when it became so; null to say nothing
public record Presence(
        Uri entity,
        boolean open,
        @Nullable Uri contact,
        @Nullable String note,
        @Nullable Instant since) {
    /// The type of the document.
    public static final String TYPE = "application/pidf+xml";

    /// Somebody who can be reached, or cannot, without more.
    public static Presence of(Uri entity, boolean open) {
        return new Presence(entity, open, null, null, null);
    }

    /// This with a note for people.
    public Presence noted(String text) {
        return new Presence(entity, open, contact, text, since);
    }

    /// The document. A `sip` URI stands for its owner as a `pres` URI would (RFC 3856 §5).
    public Content content() {
        StringBuilder xml = new StringBuilder(Xml.HEAD);
        xml.append("<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"")
                .append(Xml.escaped(entity.toString()))
                .append("\">\n  <tuple id=\"t1\">\n    <status><basic>")
                .append(open ? "open" : "closed")
                .append("</basic></status>\n");
        if (contact != null) {
            element(xml, "contact", contact.toString());
        }
        if (note != null) {
            element(xml, "note", note);
        }
        if (since != null) {
            element(xml, "timestamp", since.truncatedTo(ChronoUnit.SECONDS).toString());
        }
        return Content.of(TYPE, xml.append("  </tuple>\n</presence>\n").toString());
    }

    private static void element(StringBuilder xml, String name, String text) {
        xml.append("    <").append(name).append('>');
        xml.append(Xml.escaped(text)).append("</").append(name).append(">\n");
    }
}

package dev.ringback.events;

import dev.ringback.subscription.Content;
import dev.ringback.subscription.EventState;
import dev.ringback.uri.Uri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The dialogs of a user: a dialog-info document with all of them, RFC 4235 §4. Its version grows
/// with each NOTIFY of a subscription (§4.3), so that subscribers see what overtook what.
///
/// @param entity whose dialogs they are
/// @param dialogs all of them; none says that the user is not talking
public record DialogReport(Uri entity, List<Item> dialogs) implements EventState {
    /// The type of the document.
    public static final String TYPE = "application/dialog-info+xml";

    /// What a dialog is: RFC 4235 §3.7.1.
    public enum State {
        /// An INVITE was sent or received.
        TRYING,
        /// There is a response without a tag.
        PROCEEDING,
        /// There is a provisional response with a tag.
        EARLY,
        /// There is a 2xx.
        CONFIRMED,
        /// It is over.
        TERMINATED;

        @Override
        public String toString() {
            return switch (this) {
                case TRYING -> "trying";
                case PROCEEDING -> "proceeding";
                case EARLY -> "early";
                case CONFIRMED -> "confirmed";
                case TERMINATED -> "terminated";
            };
        }
    }

    /// One dialog.
    ///
    /// @param id what names it in this document
    /// @param callId its Call-ID; null to say nothing
    /// @param caller whether the user called
    /// @param state what it is
    public record Item(String id, @Nullable String callId, boolean caller, State state) {}

    /// Copies the list.
    public DialogReport {
        dialogs = List.copyOf(dialogs);
    }

    @Override
    public Content body(long version) {
        StringBuilder xml = new StringBuilder(Xml.HEAD);
        xml.append("<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"")
                .append(version)
                .append("\" state=\"full\" entity=\"")
                .append(Xml.escaped(entity.toString()))
                .append("\">\n");
        dialogs.forEach(dialog -> write(xml, dialog));
        return Content.of(TYPE, xml.append("</dialog-info>\n").toString());
    }

    private static void write(StringBuilder xml, Item dialog) {
        xml.append("  <dialog id=\"").append(Xml.escaped(dialog.id())).append('"');
        if (dialog.callId() != null) {
            xml.append(" call-id=\"").append(Xml.escaped(dialog.callId())).append('"');
        }
        xml.append(" direction=\"").append(dialog.caller() ? "initiator" : "recipient");
        xml.append("\">\n    <state>").append(dialog.state()).append("</state>\n  </dialog>\n");
    }
}

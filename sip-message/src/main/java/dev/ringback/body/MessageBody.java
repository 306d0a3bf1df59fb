package dev.ringback.body;

import dev.ringback.header.content.ContentType;
import dev.ringback.message.HeaderSection;
import dev.ringback.message.SipMessage;
import dev.ringback.sdp.SdpResult;
import dev.ringback.sdp.SessionDescription;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a message carries, as a tree: one element, or a multipart of elements. RFC 3261 §7.4, RFC
/// 5621. Immutable.
public final class MessageBody {
    private final @Nullable BodyElement root;

    private MessageBody(@Nullable BodyElement root) {
        this.root = root;
    }

    /// The body of a message, taken apart within [BodyLimits#defaults]. Never throws.
    public static MessageBody of(SipMessage message) {
        return of(message, BodyLimits.defaults());
    }

    /// The body of a message, taken apart within these limits. Never throws; what cannot be taken
    /// apart says so.
    public static MessageBody of(SipMessage message, BodyLimits limits) {
        if (message.bodyLength() == 0) {
            return new MessageBody(null);
        }
        List<ContentType> types = message.read(ContentType.FIELD).values();
        ContentType type = types.isEmpty() ? null : types.getFirst();
        HeaderSection headers = message.headers();
        return new MessageBody(
                BodyElement.of(headers, type, message.body(), limits, limits.depth()));
    }

    /// The body as one element; null when there is no body.
    public @Nullable BodyElement root() {
        return root;
    }

    /// The elements that are no readable multiparts, in their order.
    public List<BodyElement> elements() {
        List<BodyElement> elements = new ArrayList<>();
        if (root != null) {
            collect(root, elements);
        }
        return List.copyOf(elements);
    }

    private static void collect(BodyElement element, List<BodyElement> elements) {
        if (element.elements().isEmpty()) {
            elements.add(element);
        }
        element.elements().forEach(inner -> collect(inner, elements));
    }

    /// The element that a `cid:` URL points to (RFC 5621 §9); null when there is none.
    ///
    /// @param contentId what follows `cid:`, unescaped
    public @Nullable BodyElement byContentId(String contentId) {
        return root == null ? null : byContentId(root, contentId);
    }

    private static @Nullable BodyElement byContentId(BodyElement element, String contentId) {
        if (contentId.equals(element.contentId())) {
            return element;
        }
        for (BodyElement inner : element.elements()) {
            BodyElement found = byContentId(inner, contentId);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// Whether a user agent can handle this body, and which elements of it.
    public BodyVerdict judge(BodySupport support) {
        return root == null
                ? new BodyVerdict.Accept(List.of(), List.of())
                : new BodyJudge(support).judge(root);
    }

    /// The element with the session description: SDP whose disposition is `session`, the first of a
    /// multipart, but the last of alternatives. Null when there is none.
    public @Nullable BodyElement session() {
        return root == null ? null : session(root);
    }

    private static @Nullable BodyElement session(BodyElement element) {
        boolean sdp = element.is("application", "sdp") && element.encodings().isEmpty();
        if (sdp && element.disposition().equals("session")) {
            return element;
        }
        boolean last = element.is("multipart", "alternative");
        List<BodyElement> inner = element.elements();
        for (BodyElement one : last ? inner.reversed() : inner) {
            BodyElement found = session(one);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// The session description of the message, read; null when it carries none.
    public @Nullable SdpResult sessionDescription() {
        BodyElement session = session();
        return session == null ? null : SessionDescription.parse(session.content());
    }
}

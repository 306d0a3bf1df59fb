package dev.ringback.body;

import dev.ringback.body.BodyVerdict.Accept;
import dev.ringback.body.BodyVerdict.Cause;
import dev.ringback.body.BodyVerdict.Reject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides whether a body can be handled: RFC 5621 §8.
final class BodyJudge {
    private final BodySupport support;

    BodyJudge(BodySupport support) {
        this.support = support;
    }

    /// What is not understood counts if its handling is required.
    BodyVerdict judge(BodyElement element) {
        BodyVerdict verdict = understand(element);
        boolean ignored = verdict instanceof Reject && !element.required();
        return ignored ? new Accept(List.of(), List.of(element)) : verdict;
    }

    /// Whether an element is understood, whatever its own handling.
    private BodyVerdict understand(BodyElement element) {
        Cause cause = cause(element);
        if (cause != null) {
            return new Reject(element, cause);
        }
        if (element.elements().isEmpty()) {
            return new Accept(List.of(element), List.of());
        }
        return element.is("multipart", "alternative") ? alternative(element) : mixed(element);
    }

    private @Nullable Cause cause(BodyElement element) {
        if (!support.encodings().containsAll(element.encodings())) {
            return Cause.ENCODING;
        }
        if (element.multipart()) {
            return element.fault() == null ? null : Cause.MALFORMED;
        }
        if (!support.knows(element.contentType())) {
            return Cause.TYPE;
        }
        boolean known = support.dispositions().contains(element.disposition());
        return known ? null : Cause.DISPOSITION;
    }

    /// All parts; an unknown multipart is treated so as well: RFC 5621 §4.2.
    private BodyVerdict mixed(BodyElement element) {
        List<BodyElement> handled = new ArrayList<>();
        List<BodyElement> ignored = new ArrayList<>();
        for (BodyElement inner : element.elements()) {
            switch (judge(inner)) {
                case Reject reject -> {
                    return reject;
                }
                case Accept accept -> {
                    handled.addAll(accept.handled());
                    ignored.addAll(accept.ignored());
                }
            }
        }
        return new Accept(handled, ignored);
    }

    /// The last part that is understood; the handling of the parts has no meaning: RFC 5621 §8.3.
    private BodyVerdict alternative(BodyElement element) {
        BodyVerdict last = null;
        for (BodyElement inner : element.elements().reversed()) {
            BodyVerdict verdict = understand(inner);
            if (verdict instanceof Accept accept) {
                List<BodyElement> ignored = new ArrayList<>(accept.ignored());
                element.elements().stream().filter(e -> e != inner).forEach(ignored::add);
                return new Accept(accept.handled(), ignored);
            }
            last = last == null ? verdict : last;
        }
        return last == null ? new Reject(element, Cause.MALFORMED) : last;
    }
}

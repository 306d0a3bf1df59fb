package dev.ringback.app;

import dev.ringback.routing.trial.Trial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question to an [Explainer].
///
/// @param trial the request
/// @param sender the user of ours who proves to have sent it, `alice` or `alice@example.com`; null
///   for nobody
/// @param bindings who is registered where: values of Contact, each for the user that the request
///   is to, or with `USER@DOMAIN=` before it for another one
/// @param assumed what everybody to whom it is sent answers, 300 to 699; 0 to leave that open
public record Enquiry(Trial trial, @Nullable String sender, List<String> bindings, int assumed) {
    /// Copies the list.
    public Enquiry {
        bindings = List.copyOf(bindings);
    }
}

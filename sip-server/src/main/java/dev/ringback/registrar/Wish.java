package dev.ringback.registrar;

import dev.ringback.flow.FlowLoss;
import dev.ringback.header.Parameters;
import dev.ringback.uri.Uri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a well-formed REGISTER asks for, RFC 3261 §10.2 and §10.3 steps 6 and 7.
sealed interface Wish {
    /// No Contact: only tell the bindings, §10.2.3.
    record Fetch() implements Wish {}

    /// `Contact: *` with `Expires: 0`: remove all bindings, §10.2.2.
    record RemoveAll() implements Wish {}

    /// Add, refresh or remove these contacts, all or none.
    record Change(List<Entry> entries) implements Wish {}

    /// The request is not acceptable.
    record Refused(Refusal refusal) implements Wish {}

    /// One contact address of the request.
    ///
    /// @param contact the address
    /// @param parameters the Contact's parameters, without `q` and `expires`
    /// @param q the preference in thousandths, -1 where there is none
    /// @param seconds the granted lifetime; 0 removes
    /// @param loss what it means when the flow is gone by which the client is reached; null where
    ///     the contact and the path lead to it
    record Entry(
            Uri contact, Parameters parameters, int q, long seconds, @Nullable FlowLoss loss) {}
}

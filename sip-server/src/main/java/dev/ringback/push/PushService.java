package dev.ringback.push;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Lookup;
import java.util.List;

/// Wakes phones, RFC 8599 §5. All methods may be called by any thread and answer at once.
public interface PushService {
    /// The services of phone makers that can be reached, as `pn-provider` names them; empty where
    /// nobody is woken.
    List<String> providers();

    /// Wakes a phone.
    ///
    /// @param aor whose phone
    /// @param phone which one
    /// @return whether it registered again; told when it did, or when it is known that it will not.
    ///     Who asks waits for a limited time only
    Lookup<Boolean> wake(AddressOfRecord aor, PushAddress phone);

    /// A phone has registered: whoever waits for it goes on.
    void registered(AddressOfRecord aor, PushAddress phone);

    /// Whether phones of that maker can be woken.
    default boolean supports(String provider) {
        return providers().stream().anyMatch(provider::equalsIgnoreCase);
    }
}

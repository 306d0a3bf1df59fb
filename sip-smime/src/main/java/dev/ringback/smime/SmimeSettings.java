package dev.ringback.smime;

import dev.ringback.smime.key.Consent;
import dev.ringback.smime.key.Keyring;
import dev.ringback.smime.key.UserKey;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// How a user agent secures its messages.
///
/// @param key its key
/// @param keyring what else it has; the key need not be in it
/// @param wishes what is done to requests of ours; responses are secured as their requests were
/// @param consent who permits doubted certificates
/// @param notices hears what the user has to be told, on the stack's thread
public record SmimeSettings(
        UserKey key,
        Keyring keyring,
        Set<Wish> wishes,
        Consent consent,
        Consumer<SecurityNotice> notices) {
    /// What can be done to a request.
    public enum Wish {
        /// Its body is signed.
        SIGN,
        /// Its body is encrypted for whom To names.
        ENCRYPT,
        /// It goes into its own body as a whole, so that its header fields are secured as well: RFC
        /// 3261 §23.4. Only together with one of the others.
        TUNNEL
    }

    /// Copies the set.
    public SmimeSettings {
        EnumSet<Wish> copy = EnumSet.noneOf(Wish.class);
        copy.addAll(wishes);
        wishes = Collections.unmodifiableSet(copy);
    }

    /// Opens what comes, and does this to what leaves. The first certificate of an address is
    /// believed.
    ///
    /// @param key whose key signs
    public static SmimeSettings of(UserKey key, Wish... wishes) {
        return new SmimeSettings(
                key, Keyring.EMPTY, Set.copyOf(List.of(wishes)), Consent.firstUse(), _ -> {});
    }

    /// This with another keyring.
    public SmimeSettings with(Keyring other) {
        return new SmimeSettings(key, other, wishes, consent, notices);
    }

    /// This with who permits certificates.
    public SmimeSettings with(Consent other) {
        return new SmimeSettings(key, keyring, wishes, other, notices);
    }

    /// This with who hears what the user has to be told.
    public SmimeSettings telling(Consumer<SecurityNotice> listener) {
        return new SmimeSettings(key, keyring, wishes, consent, listener);
    }
}

package dev.ringback.admission;

import dev.ringback.location.AddressOfRecord;
import org.jspecify.annotations.Nullable;

/// The right of one user to register for another: RFC 3261 §10.3 step 4.
///
/// @param who the user that sends the REGISTER and proves who it is
/// @param whose the user whose bindings it may change; null for every user of its own domain
public record ThirdParty(AddressOfRecord who, @Nullable AddressOfRecord whose) {
    boolean covers(AddressOfRecord sender, AddressOfRecord owner) {
        return who.equals(sender)
                && (whose == null ? who.domain().equals(owner.domain()) : whose.equals(owner));
    }
}

package dev.ringback.admission;

import java.util.List;

/// What an operator decides about who may do what.
///
/// @param thirdParties who may register for whom besides for itself; nobody where it is empty
/// @param tries counts wrong credentials
public record AdmissionPolicy(List<ThirdParty> thirdParties, WrongTries tries) {
    /// Copies the list.
    public AdmissionPolicy {
        thirdParties = List.copyOf(thirdParties);
    }

    /// Everybody registers for itself alone and has five tries.
    public static AdmissionPolicy defaults() {
        return new AdmissionPolicy(List.of(), new WrongTries(5, 0));
    }
}

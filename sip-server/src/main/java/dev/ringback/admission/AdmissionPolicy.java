package dev.ringback.admission;

import dev.ringback.guard.Sources;
import java.util.List;

/// What an operator decides about who may do what.
///
/// @param thirdParties who may register for whom besides for itself; nobody where it is empty
/// @param tries counts wrong credentials
/// @param sources hears how sources behave
public record AdmissionPolicy(List<ThirdParty> thirdParties, WrongTries tries, Sources sources) {
    /// Copies the list.
    public AdmissionPolicy {
        thirdParties = List.copyOf(thirdParties);
    }

    /// Those of a server on which nobody judges sources.
    public AdmissionPolicy(List<ThirdParty> thirdParties, WrongTries tries) {
        this(thirdParties, tries, Sources.UNWATCHED);
    }

    /// Everybody registers for itself alone and has five tries.
    public static AdmissionPolicy defaults() {
        return new AdmissionPolicy(List.of(), new WrongTries(5, 0));
    }
}

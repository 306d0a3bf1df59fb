package dev.ringback.redirect;

import java.util.List;

/// What a redirect server has to say about an address: RFC 3261 §8.3.
public sealed interface Redirection {
    /// It can be reached at several places, among which the caller chooses: 300.
    record Choices(List<Alternative> places) implements Redirection {
        /// Copies the list.
        public Choices {
            places = List.copyOf(places);
        }
    }

    /// It has moved for good: 301.
    record Permanent(List<Alternative> places) implements Redirection {
        /// Copies the list.
        public Permanent {
            places = List.copyOf(places);
        }
    }

    /// It is elsewhere for now: 302.
    record Temporary(List<Alternative> places) implements Redirection {
        /// Copies the list.
        public Temporary {
            places = List.copyOf(places);
        }
    }

    /// The call fails, but there is another service, which the body describes: 380.
    ///
    /// @param contentType the media type of the body, such as `text/plain`
    /// @param body the description, sent in UTF-8
    record Service(String contentType, String body) implements Redirection {}

    /// It is gone for good, and nobody knows where to: 410.
    record Gone() implements Redirection {}

    /// There is no such address: 404.
    record NotFound() implements Redirection {}

    /// It may stand for several users: 485.
    ///
    /// @param choices the users that it may mean
    /// @param ambiguity what the caller learns of them
    record Ambiguous(List<Alternative> choices, Ambiguity ambiguity) implements Redirection {
        /// Copies the list.
        public Ambiguous {
            choices = List.copyOf(choices);
        }
    }

    /// What stands for places that were found: 404 for none, 302 for one, 300 for several.
    static Redirection found(List<Alternative> places) {
        return switch (places.size()) {
            case 0 -> new NotFound();
            case 1 -> new Temporary(places);
            default -> new Choices(places);
        };
    }
}

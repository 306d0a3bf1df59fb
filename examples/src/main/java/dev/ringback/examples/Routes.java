package dev.ringback.examples;

import dev.ringback.routing.Route;
import dev.ringback.routing.RoutingRequest;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The routing of a small office:
///
/// - Three digits are extensions.
/// - Only the boss's secretary gets through to the boss.
/// - A number with a country code goes to the gateway, for users who have proved who they are.
/// - Who is busy, or does not answer within 20 s, has a voice mailbox.
public final class Routes implements dev.ringback.routing.Routes {
    private static final Map<String, String> EXTENSIONS =
            Map.of(
                    "100", "reception@example.com",
                    "101", "alice@example.com",
                    "102", "bob@example.com");

    /// The server makes one when it loads this file.
    public Routes() {}

    @Override
    public @Nullable Route route(RoutingRequest request) {
        if (!request.method().equals("INVITE")) {
            return null;
        }
        String user = request.user();
        if (user.matches("00[1-9][0-9]{6,13}")) {
            // Nothing but digits is taken over from the request: see Route.forward.
            return request.authenticated()
                    ? Route.forward("sip:" + user + "@gateway.example.net").header("X-Line", "1")
                    : Route.challenge();
        }
        String extension = EXTENSIONS.get(user);
        if (user.matches("[0-9]{3}") && extension == null) {
            return Route.reply(404, "No Such Extension");
        }
        if (user.equals("boss") && !sentBy(request, "secretary")) {
            return Route.lookup("secretary@example.com").header("Subject", "For the boss");
        }
        return (extension == null ? Route.lookup() : Route.lookup(extension))
                .ring(Duration.ofSeconds(20))
                .then(486, Route.lookup("voicemail@example.com"))
                .then(408, Route.lookup("voicemail@example.com"));
    }

    private static boolean sentBy(RoutingRequest request, String user) {
        return request.sender() != null && request.sender().user().equals(user);
    }
}

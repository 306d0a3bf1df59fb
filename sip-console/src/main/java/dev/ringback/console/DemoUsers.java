package dev.ringback.console;

import java.util.List;

/// Whom the two softphones of the demonstration register.
///
/// @param path the path of the WebSocket, `/sip`; it is at the console's own address
/// @param domain their domain
/// @param users their names and passwords
public record DemoUsers(String path, String domain, List<User> users) {
    /// Copies the list.
    public DemoUsers {
        users = List.copyOf(users);
    }

    /// A user.
    ///
    /// @param name the name
    /// @param password the password, which everybody knows
    public record User(String name, String password) {}
}

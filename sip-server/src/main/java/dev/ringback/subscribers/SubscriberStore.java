package dev.ringback.subscribers;

import java.io.IOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Where users and domains outlive a process. The server reads everything when it starts, asks once
/// a second what has changed since, and answers requests from memory alone.
///
/// Other processes may use the same store at the same time. All methods wait for a disk or a
/// network, and may be called by any thread; what they change is kept wholly or not at all, and for
/// good when they return. An [IOException] has a message for the operator.
public interface SubscriberStore extends AutoCloseable {
    /// Everything that is there now.
    Snapshot load() throws IOException;

    /// What has changed since a snapshot or the last news.
    ///
    /// @param number the number that came with it
    News since(long number) throws IOException;

    /// The user of that name in that domain; null where there is none.
    @Nullable Subscriber find(String name, String domain) throws IOException;

    /// Puts users there; one of the same address is replaced. Of two of the same address the later
    /// one counts.
    ///
    /// @return how many of them were not there before
    int put(Collection<Subscriber> subscribers) throws IOException;

    /// Removes a user.
    ///
    /// @return whether there was one
    boolean remove(String name, String domain) throws IOException;

    /// Adds a domain that the server is responsible for, besides those of its configuration.
    ///
    /// @param domain in lower case
    /// @return whether it was not there before
    boolean addDomain(String domain) throws IOException;

    /// Removes a domain. Its users stay, and are found no more.
    ///
    /// @return whether it was there
    boolean removeDomain(String domain) throws IOException;

    /// Gives back what it holds of the machine.
    @Override
    void close();
}

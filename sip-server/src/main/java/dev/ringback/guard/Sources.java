package dev.ringback.guard;

import java.net.InetAddress;

/// What the core tells of sources, to whoever judges them. Any thread.
public interface Sources {
    /// Nobody judges; every address may do anything.
    Sources UNWATCHED =
            new Sources() {
                @Override
                public boolean exempt(InetAddress source) {
                    return true;
                }

                @Override
                public void failed(InetAddress source, String user) {}

                @Override
                public void succeeded(InetAddress source) {}

                @Override
                public void proved(InetAddress source) {}
            };

    /// Whether no limit applies to an address.
    boolean exempt(InetAddress source);

    /// A request failed that proved its source: for want of credentials, because they were wrong,
    /// because its sender may not do that, or because there is no such user.
    ///
    /// @param user about whom it was
    void failed(InetAddress source, String user);

    /// A request succeeded whose source is proved.
    void succeeded(InetAddress source);

    /// A source has shown that it receives what we send there.
    void proved(InetAddress source);
}

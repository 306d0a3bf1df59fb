package dev.ringback.sip;

/// Makes the media of each call. Module `sip-media` has one with RTP;
/// [#signallingOnly] is for applications that send none.
@FunctionalInterface
public interface MediaFactory {
    /// Makes the media of a call: sockets are open when it returns. Called on a virtual thread, it
    /// may block.
    ///
    /// @param side the call that they are for
    /// @throws java.io.IOException where there is no socket; the call fails with it, an incoming
    ///     one with 500
    CallMedia open(CallSide side) throws java.io.IOException;

    /// Media that exist on paper only: G.711 audio at the discard port.
    static MediaFactory signallingOnly() {
        return side -> new StillMedia(side.localAddress());
    }
}

package dev.ringback.cli.viewer;

/// How flows are shown. One thread.
final class Settings {
    /// What the colour of an arrow says.
    enum Colours {
        REQUEST("Request/Response"),
        CSEQ("CSeq"),
        CALL_ID("Call-Id"),
        BRANCH("Branch");

        private final String label;

        Colours(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /// How much of a session description is shown.
    enum Sdp {
        MARK,
        ADDRESS,
        MEDIA
    }

    Colours colours = Colours.REQUEST;
    Sdp sdp = Sdp.MARK;
    boolean onlySdp;
    boolean compressed;
    boolean sinceBeginning;
    boolean preview = true;
    boolean syntax = true;
    int previewGrowth;

    void nextColours() {
        colours =
                switch (colours) {
                    case REQUEST -> Colours.CSEQ;
                    case CSEQ -> Colours.CALL_ID;
                    case CALL_ID -> Colours.BRANCH;
                    case BRANCH -> Colours.REQUEST;
                };
    }

    void nextSdp() {
        sdp =
                switch (sdp) {
                    case MARK -> Sdp.ADDRESS;
                    case ADDRESS -> Sdp.MEDIA;
                    case MEDIA -> Sdp.MARK;
                };
    }
}

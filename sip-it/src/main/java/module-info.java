/// Tests against real peers; nothing to export.
module dev.ringback.it {}

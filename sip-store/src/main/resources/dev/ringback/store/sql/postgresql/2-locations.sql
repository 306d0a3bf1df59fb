-- Bindings, for those who keep them here: a row for each address-of-record that has some.

CREATE SEQUENCE location_version;

-- The ends are milliseconds since 1970. No two versions of any row are the same, so that a row that
-- went and came back is another.
CREATE TABLE location (
    domain    TEXT COLLATE "C" NOT NULL,
    name      TEXT COLLATE "C" NOT NULL,
    bindings  BYTEA NOT NULL,
    quantity  INTEGER NOT NULL,
    first_end BIGINT NOT NULL,
    last_end  BIGINT NOT NULL,
    version   BIGINT NOT NULL DEFAULT nextval('location_version'),
    PRIMARY KEY (domain, name)
);
CREATE INDEX location_first_end ON location (first_end);

-- Who wants to be told of changes, as long as it says so. A notification makes all that commit wait
-- for each other, so there is none where nobody listens.
CREATE UNLOGGED TABLE location_watcher (
    id    TEXT PRIMARY KEY,
    until TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE FUNCTION tell_location() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    told TEXT;
BEGIN
    IF TG_OP <> 'DELETE' THEN
        told := NEW.version || ' ' || NEW.domain || ' ' || NEW.name;
    ELSIF OLD.last_end > extract(epoch FROM clock_timestamp()) * 1000 THEN
        told := '0 ' || OLD.domain || ' ' || OLD.name;
    END IF;
    IF octet_length(told) < 7900
            AND EXISTS (SELECT FROM location_watcher WHERE until > clock_timestamp()) THEN
        PERFORM pg_notify('ringback_location', told);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER told AFTER INSERT OR DELETE ON location
    FOR EACH ROW EXECUTE FUNCTION tell_location();
-- What has ended is taken out without a new version, and nobody is told.
CREATE TRIGGER told_change AFTER UPDATE ON location
    FOR EACH ROW WHEN (NEW.version <> OLD.version) EXECUTE FUNCTION tell_location();

-- The servers that use these bindings, and when they last said that they are there.
CREATE UNLOGGED TABLE node (
    name TEXT PRIMARY KEY,
    seen TIMESTAMP WITH TIME ZONE NOT NULL
);

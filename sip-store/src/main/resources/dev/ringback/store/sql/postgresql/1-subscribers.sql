-- Users and domains. Who else may write these tables? Every program: triggers tell Ringback.

CREATE TABLE subscriber (
    domain     TEXT COLLATE "C" NOT NULL
               CHECK (domain <> '' AND domain !~ '[\u0001-\u0020\u007f@"\\#A-Z]'),
    name       TEXT COLLATE "C" NOT NULL
               CHECK (name <> '' AND name !~ '[\u0001-\u0020\u007f@:"\\#]'),
    ha1_md5    TEXT CHECK (ha1_md5 ~ '^[0-9a-f]{32}$'),
    ha1_sha256 TEXT CHECK (ha1_sha256 ~ '^[0-9a-f]{64}$'),
    PRIMARY KEY (domain, name)
);
COMMENT ON TABLE subscriber IS 'Users. A hash is that of name:domain:password, RFC 7616.';

CREATE TABLE domain (
    name TEXT COLLATE "C" PRIMARY KEY
         CHECK (name <> '' AND name !~ '[\u0001-\u0020\u007f@"\\#A-Z]')
);
COMMENT ON TABLE domain IS 'Domains that are served besides those of the configuration.';

-- One row: the number of the last transaction that changed something. Its lock makes writers wait
-- for each other, so that numbers are seen in their order. Those above oldest are in change_log.
CREATE TABLE revision (
    number BIGINT NOT NULL,
    oldest BIGINT NOT NULL,
    writer BIGINT NOT NULL
);
INSERT INTO revision VALUES (1, 1, 0);

CREATE TABLE change_log (
    number BIGINT NOT NULL,
    domain TEXT COLLATE "C" NOT NULL,
    name   TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (number, domain, name)
);

-- The number of this transaction, and whether its changes need no log since everybody reads all.
CREATE FUNCTION begin_change(OUT present BIGINT, OUT everything BOOLEAN)
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    SELECT number, number = oldest INTO present, everything
      FROM revision WHERE writer = txid_current();
    IF NOT FOUND THEN
        UPDATE revision SET number = number + 1, writer = txid_current()
            RETURNING number, FALSE INTO present, everything;
        IF (SELECT count(*) FROM change_log) > 20000 THEN
            DELETE FROM change_log;
            UPDATE revision SET oldest = number - 1;
        END IF;
    END IF;
END $$;

CREATE FUNCTION log_change() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    present BIGINT;
    everything BOOLEAN;
BEGIN
    IF NOT EXISTS (SELECT FROM touched) THEN
        RETURN NULL;
    END IF;
    SELECT * INTO present, everything FROM begin_change();
    IF everything THEN
        RETURN NULL;
    END IF;
    IF (SELECT count(*) FROM touched) > 20000 THEN
        DELETE FROM change_log;
        UPDATE revision SET oldest = number;
        RETURN NULL;
    END IF;
    INSERT INTO change_log SELECT present, domain, name FROM touched ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE TRIGGER added AFTER INSERT ON subscriber
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION log_change();
CREATE TRIGGER changed_to AFTER UPDATE ON subscriber
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION log_change();
CREATE TRIGGER changed_from AFTER UPDATE ON subscriber
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION log_change();
CREATE TRIGGER removed AFTER DELETE ON subscriber
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION log_change();

CREATE FUNCTION log_emptied() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM begin_change();
    DELETE FROM change_log;
    UPDATE revision SET oldest = number;
    RETURN NULL;
END $$;

CREATE TRIGGER emptied AFTER TRUNCATE ON subscriber
    FOR EACH STATEMENT EXECUTE FUNCTION log_emptied();

-- Domains are few: readers read all of them whenever the number has changed.
CREATE FUNCTION log_domain() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM begin_change();
    RETURN NULL;
END $$;

CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON domain
    FOR EACH STATEMENT EXECUTE FUNCTION log_domain();

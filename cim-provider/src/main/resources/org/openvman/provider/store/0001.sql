-- Deployed services, and the journal of what is being done to them.

CREATE TABLE service (
  name VARCHAR(63) PRIMARY KEY,
  state VARCHAR(20) NOT NULL,
  message VARCHAR(2000) NOT NULL,
  -- what exists: the manifest, and for each tier its members with their addresses (JSON)
  document VARCHAR NOT NULL
);

-- An address belongs to one member of one service, on one network of one host.
CREATE TABLE service_address (
  host VARCHAR(128) NOT NULL,
  network VARCHAR(255) NOT NULL,
  address VARCHAR(15) NOT NULL,
  service VARCHAR(63) NOT NULL,
  member VARCHAR(63) NOT NULL,
  PRIMARY KEY (host, network, address)
);

-- A name on a host belongs to one service: that of a member, from which its volumes have theirs, or of an image.
CREATE TABLE service_name (
  host VARCHAR(128) NOT NULL,
  name VARCHAR(255) NOT NULL,
  service VARCHAR(63) NOT NULL,
  is_member BOOLEAN NOT NULL,
  PRIMARY KEY (host, name)
);

-- At most one operation at a time for a service: the row is the lock.
CREATE TABLE service_operation (
  service VARCHAR(63) PRIMARY KEY,
  kind VARCHAR(20) NOT NULL,
  direction VARCHAR(10) NOT NULL,
  -- the service as it will be when the operation has succeeded (JSON)
  target VARCHAR NOT NULL,
  reason VARCHAR(2000) NOT NULL
);

-- The steps of an operation; a row changes before the step is done, and again after.
CREATE TABLE service_step (
  service VARCHAR(63) NOT NULL,
  number INTEGER NOT NULL,
  name VARCHAR(500) NOT NULL,
  state VARCHAR(10) NOT NULL,
  PRIMARY KEY (service, number)
);

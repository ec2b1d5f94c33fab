-- Content of the database tier: customers of the company and their open sales orders.
CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  city TEXT NOT NULL,
  country TEXT NOT NULL
);

CREATE TABLE sales_order (
  id INTEGER PRIMARY KEY,
  customer INTEGER NOT NULL REFERENCES customer (id),
  material TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  price REAL NOT NULL CHECK (price >= 0),
  currency TEXT NOT NULL,
  delivery TEXT NOT NULL
);

INSERT INTO customer (id, name, city, country) VALUES
  (1000, 'Becker Berlin', 'Berlin', 'DE'),
  (1001, 'Jensen & Cie', 'Luxembourg', 'LU'),
  (1002, 'Nordwind Logistik', 'Hamburg', 'DE'),
  (1003, 'Panificio Aurora', 'Torino', 'IT'),
  (1004, 'Castillo Hermanos', 'Sevilla', 'ES');

INSERT INTO sales_order (id, customer, material, quantity, price, currency, delivery) VALUES
  (4711, 1000, 'Centrifugal pump P-100', 4, 1290.00, 'EUR', '2026-12-01'),
  (4712, 1002, 'Conveyor module C-7', 12, 640.50, 'EUR', '2026-12-03'),
  (4713, 1001, 'Gear motor G-22', 2, 2175.00, 'EUR', '2026-12-03'),
  (4714, 1003, 'Dough mixer drive M-3', 1, 5890.00, 'EUR', '2026-12-08'),
  (4715, 1000, 'Seal kit <P-100>', 20, 18.75, 'EUR', '2026-12-10'),
  (4716, 1004, 'Olive press spindle S-9', 3, 980.00, 'EUR', '2026-12-15'),
  (4717, 1002, 'Conveyor belt B-7, 30 m', 6, 410.00, 'EUR', '2027-01-11');

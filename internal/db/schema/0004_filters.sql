-- Lists are narrowed to what is there: goods and customers that were taken out
-- again, or merged, are not counted. Organisations, the few, are found without
-- walking through all customers.

DROP INDEX products_category;
CREATE INDEX products_category ON products(category, id) WHERE _del = 0;

DROP INDEX customers_city;
CREATE INDEX customers_city ON customers(city, id) WHERE _del = 0 AND merged_into = '';
CREATE INDEX customers_organisation ON customers(id) WHERE kind = 'organisation' AND _del = 0 AND merged_into = '';

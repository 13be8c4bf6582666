"""What is made of a Library: pages and data as paths and contents. No file is written here."""

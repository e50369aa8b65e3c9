import { createPostgresJournal } from '@wxdi/journal-postgres';
import { describe, expect, test } from 'vitest';

const refusal = (url: string): string => {
  try {
    void createPostgresJournal({ url }).close();
    return '';
  } catch (error) {
    return String(error);
  }
};

describe('the URL of a journal', () => {
  test.each([
    ['postgres://user:secret@db.example.com/jobs'],
    ['postgresql://user:secret@[::1]:5433/jobs?sslmode=disable'],
    ['postgres://user:secret@db.example.com/jobs?sslmode=require\n'],
  ])('may be %s', (url) => {
    expect(refusal(url)).toBe('');
  });

  test.each([
    ['', 'must have the form postgres://'],
    ['secret', 'must have the form postgres://'],
    ['https://user:secret@db.example.com/jobs', 'must have the form postgres://'],
    ['postgres://user:secret@db.example.com/jobs?sslmode=maybe', 'sslmode must be one of'],
  ])('cannot be %j, and the message has no password', (url, message) => {
    expect(refusal(url)).toContain(message);
    expect(refusal(url)).not.toContain('secret');
  });
});

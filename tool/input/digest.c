/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * SHA-1 and SHA-256 as FIPS 180-4 has them; against accidents, not attackers,
 * who write the hash that fits.
 */
#include "input/digest.h"

#include <string.h>
#include <zlib.h>

#define BLOCK 64u
#define STEP ((size_t)1 << 30)		/* zlib counts in 32 bits */

struct state {
	uint32_t h[8];
	void (*block)(uint32_t *h, const uint8_t *data);
};

static uint32_t load(const uint8_t *b)
{
	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static void store(uint8_t *b, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		b[i] = (uint8_t)(v >> (24 - 8 * i));
}

static uint32_t left(uint32_t v, unsigned int n)
{
	return v << n | v >> (32 - n);
}

static uint32_t right(uint32_t v, unsigned int n)
{
	return v >> n | v << (32 - n);
}

static void sha1_block(uint32_t *h, const uint8_t *data)
{
	static const uint32_t k[] = { 0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6 };
	uint32_t w[80], s[5], f;
	unsigned int i;

	for (i = 0; i < 16; i++)
		w[i] = load(data + 4 * i);
	for (; i < 80; i++)
		w[i] = left(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
	memcpy(s, h, sizeof(s));
	for (i = 0; i < 80; i++) {
		f = i < 20 ? (s[1] & s[2]) | (~s[1] & s[3]) :
		    i >= 40 && i < 60 ? (s[1] & s[2]) | (s[1] & s[3]) | (s[2] & s[3]) :
		    s[1] ^ s[2] ^ s[3];
		f += left(s[0], 5) + s[4] + k[i / 20] + w[i];
		s[4] = s[3];
		s[3] = s[2];
		s[2] = left(s[1], 30);
		s[1] = s[0];
		s[0] = f;
	}
	for (i = 0; i < 5; i++)
		h[i] += s[i];
}

static const uint32_t sha256_k[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
	0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
	0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
	0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
	0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
	0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
	0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
	0xc67178f2,
};

static void sha256_schedule(uint32_t *w, const uint8_t *data)
{
	unsigned int i;

	for (i = 0; i < 16; i++)
		w[i] = load(data + 4 * i);
	for (; i < 64; i++)
		w[i] = w[i - 16] + w[i - 7] +
		       (right(w[i - 15], 7) ^ right(w[i - 15], 18) ^ w[i - 15] >> 3) +
		       (right(w[i - 2], 17) ^ right(w[i - 2], 19) ^ w[i - 2] >> 10);
}

static void sha256_block(uint32_t *h, const uint8_t *data)
{
	uint32_t w[64], s[8], a, e;

	sha256_schedule(w, data);
	memcpy(s, h, sizeof(s));
	for (unsigned int i = 0; i < 64; i++) {
		e = s[7] + (right(s[4], 6) ^ right(s[4], 11) ^ right(s[4], 25)) +
		    ((s[4] & s[5]) ^ (~s[4] & s[6])) + sha256_k[i] + w[i];
		a = e + (right(s[0], 2) ^ right(s[0], 13) ^ right(s[0], 22)) +
		    ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
		e += s[3];
		memmove(s + 1, s, 7 * sizeof(*s));
		s[0] = a;
		s[4] = e;
	}
	for (unsigned int i = 0; i < 8; i++)
		h[i] += s[i];
}

/* Whole blocks, then the rest with a one bit and the length in bits. */
static void run(struct state *s, const uint8_t *data, size_t size)
{
	uint8_t last[2 * BLOCK] = { 0 };
	uint64_t bits = (uint64_t)size * 8;
	size_t rest = size % BLOCK, end = rest < BLOCK - 8 ? BLOCK : 2 * BLOCK;

	for (size_t at = 0; at < size - rest; at += BLOCK)
		s->block(s->h, data + at);
	if (rest)
		memcpy(last, data + size - rest, rest);
	last[rest] = 0x80;
	store(last + end - 8, (uint32_t)(bits >> 32));
	store(last + end - 4, (uint32_t)bits);
	for (size_t at = 0; at < end; at += BLOCK)
		s->block(s->h, last + at);
}

static uint32_t crc(const uint8_t *data, size_t size)
{
	uLong value = crc32(0, NULL, 0);

	while (size) {
		size_t n = size < STEP ? size : STEP;

		value = crc32(value, data, (uInt)n);
		data += n;
		size -= n;
	}
	return (uint32_t)value;
}

size_t digest(const char *algorithm, const uint8_t *data, size_t size, uint8_t out[DIGEST_MAX])
{
	static const struct state sha1 = {
		{ 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0 }, sha1_block
	}, sha256 = {
		{ 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
		  0x1f83d9ab, 0x5be0cd19 }, sha256_block
	};
	struct state s;
	size_t n;

	if (!strcmp(algorithm, "crc32")) {
		store(out, crc(data, size));
		return 4;
	}
	if (strcmp(algorithm, "sha1") && strcmp(algorithm, "sha256"))
		return 0;
	n = algorithm[3] == '1' ? 20 : 32;
	s = n == 20 ? sha1 : sha256;
	run(&s, data, size);
	for (size_t i = 0; i < n; i += 4)
		store(out + i, s.h[i / 4]);
	return n;
}

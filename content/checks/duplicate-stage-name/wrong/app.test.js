console.log('1 passed');
